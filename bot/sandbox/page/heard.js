// What the events of the sandbox change in what the page knows.

/** What each event does; `answer` is left out: the one who pressed learns it as the answer to the press. */
export const HEARD = {
  message(store, event) {
    if (event.message.from?.id === store.bot.id) {
      store._actions.delete(event.chat);
      store._tell("actions");
      // A digest that has gone out moves the next one.
      store._refreshSoon(1500);
    }
    store._put(event);
  },
  edit(store, event) {
    const message = store._settled ? { ...event.message, flash: true } : event.message;
    store._put({ ...event, message });
  },
  delete(store, event) {
    const gone = event.message_ids ?? [event.message_id];
    for (const one of gone) store._messages.get(event.chat)?.delete(one);
    store._tell("messages", "chats");
  },
  action: (store, event) => store._act(event),
  chat(store, event) {
    // No chat in particular: the sandbox was reset.
    if (event.chat === null || event.chat === undefined) void store.forget();
    store._refreshSoon();
  },
  clock(store, event) {
    store._setNow(event.now);
    store._tell("clock", "chats");
    store._refreshSoon();
  },
  faults(store, event) {
    if (event.faults) store.faults = event.faults;
    else store._refreshSoon();
    store._tell("faults");
  },
};
