// A session may end while one types, and begin again in another window. A page that was refused asks which it is: signed
// out, it says so and where to sign in; signed in anew, it takes over what its forms need and goes on.

const note = document.getElementById("signed-out");

function tell(isOut) {
  if (!note) return;
  note.hidden = !isOut;
  note.querySelector("a").href = `/sign-in/?next=${encodeURIComponent(location.pathname)}`;
}

function takeOver(csrf) {
  const { body } = document;
  body.dataset.csrf = csrf;
  for (const name of body.getAttributeNames().filter((each) => each.startsWith("hx-headers"))) body.setAttribute(name, JSON.stringify({ "X-CSRFToken": csrf }));
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = csrf;
}

/** Whether the page says that one is signed out. */
export const saysSignedOut = () => note?.hidden === false;

/** Whether this page's member is signed in; null while nobody answers. */
export async function isSignedIn() {
  const answer = await fetch(document.body.dataset.session, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return null;
  const there = answer.redirected ? {} : await answer.json();
  const same = String(there.member) === document.body.dataset.member;
  if (same) takeOver(there.csrf);
  tell(!same);
  return same;
}
