/**
 * Returns a copy of a message that can be posted. Pages pass options and parameters that frameworks have wrapped in
 * proxies, and functions of theirs, and browsers post neither.
 */
export function plain<Message extends object>(message: Message): Message {
  return JSON.parse(JSON.stringify(message)) as Message;
}
