// The user's side of the sandbox over HTTP, as docs/sandbox.md describes it.

/** What the sandbox refused, in its own words, or that it could not be reached. */
export class ApiError extends Error {
  /** @param {string} message @param {boolean} unreachable */
  constructor(message, unreachable = false) {
    super(message);
    this.unreachable = unreachable;
  }
}

async function call(method, path, body) {
  let answer;
  try {
    answer = await fetch(`/sandbox/${path}`, {
      method,
      cache: "no-store",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError("", true);
  }
  const given = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new ApiError(given.error ?? `${answer.status} ${answer.statusText}`);
  return given;
}

export const readState = () => call("GET", "state");
export const readMessages = (chat) => call("GET", `chats/${chat}/messages?after=0`).then((given) => given.messages);
export const readCommands = (chat, user) =>
  call("GET", `commands?chat=${chat}&user=${user}`).then((given) => given.commands);
/** The address of a Mini App with what Telegram would sign for this person. */
export const openApp = (user, url, theme) => call("POST", "app", { user, url, theme });
export const addUser = (user) => call("POST", "users", user);
export const addChat = (chat) => call("POST", "chats", chat);
/** @param {{user: number, text?: string, photo?: string, document?: string, file_name?: string, caption?: string}} content */
export const say = (chat, content) => call("POST", `chats/${chat}/messages`, content);
export const rewrite = (chat, message, content) => call("PATCH", `chats/${chat}/messages/${message}`, content);
export const press = (chat, message, place) => call("POST", `chats/${chat}/messages/${message}/press`, place);
export const block = (chat, user) => call("POST", `chats/${chat}/block`, { user });
export const unblock = (chat, user) => call("POST", `chats/${chat}/unblock`, { user });
export const changeMember = (chat, change) => call("POST", `chats/${chat}/members`, change);
export const addTopic = (chat, topic) => call("POST", `chats/${chat}/topics`, topic);
export const changeTopic = (chat, topic, change) => call("PATCH", `chats/${chat}/topics/${topic}`, change);
export const upgrade = (chat) => call("POST", `chats/${chat}/upgrade`, {});
export const askInline = (question) => call("POST", "inline", question);
export const chooseInline = (choice) => call("POST", "inline/choose", choice);
export const moveClock = (move) => call("POST", "clock", move);
export const setFaults = (faults) => call("PUT", "faults", faults);
export const fileUrl = (file) => `/sandbox/files/${encodeURIComponent(file)}`;

const FIRST_WAIT = 400;
const LONGEST_WAIT = 5000;

/**
 * Follows the events for as long as the page lives. After a break it asks `resume` for the number to go on after,
 * so that nothing is missed and a sandbox that was started anew is noticed.
 * @param {{after: number, heard: (event: object) => void, linked: (on: boolean) => void, resume: () => Promise<number>}} ways
 */
export function follow({ after, heard, linked, resume }) {
  let wait = FIRST_WAIT;
  const open = (from) => {
    const stream = new EventSource(`/sandbox/events?after=${from}`);
    stream.onopen = () => {
      wait = FIRST_WAIT;
      linked(true);
    };
    stream.onmessage = ({ data }) => heard(JSON.parse(data));
    stream.onerror = () => {
      stream.close();
      linked(false);
      setTimeout(again, wait);
    };
  };
  const again = async () => {
    wait = Math.min(wait * 2, LONGEST_WAIT);
    try {
      open(await resume());
    } catch {
      setTimeout(again, wait);
    }
  };
  open(after);
}
