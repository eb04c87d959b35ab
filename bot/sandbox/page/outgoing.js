// What a person sends, as the sandbox wants it.

/**
 * The body of a message without its author.
 * @param {string} text
 * @param {{file: File, whole: boolean} | undefined} attached whole: as a file, even if it is a picture
 */
export async function contentOf(text, attached) {
  if (!attached) return { text };
  const bytes = await base64(attached.file);
  const caption = text ? { caption: text } : {};
  if (!attached.whole) return { photo: bytes, ...caption };
  return { document: bytes, file_name: attached.file.name, ...caption };
}

/** Where a message goes: an answer to its message and in the topic of that, anything else in the topic chosen. */
export function placeOf(answered, topic) {
  const thread = answered ? answered.message_thread_id : topic?.message_thread_id;
  return { ...(answered ? { reply_to: answered.message_id } : {}), ...(thread ? { thread } : {}) };
}

/** @param {Blob} file */
async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces = [];
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(""));
}
