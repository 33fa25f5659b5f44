// What this window typed and the server has not confirmed, kept in the browser. Each window has a place of its own, so
// that none writes over another's; whoever opens the same composer next takes over what lies there.

const mine = crypto.getRandomValues(new Uint32Array(2)).join("-");
const place = (form) => `kept.draft.${document.body.dataset.member}.${form.dataset.draft}`;
const own = (form) => `${place(form)}#${mine}`;

// Storage may be full or forbidden; then the server's copy remains.
const attempt = (deed) => { try { return deed(localStorage); } catch { return null; } };

export const shelf = {
  put: (form, words) => attempt((store) => store.setItem(own(form), JSON.stringify(words))),
  drop: (form) => attempt((store) => store.removeItem(own(form))),
  take: (form) => attempt((store) => {
    const found = Object.keys(store).find((key) => key.startsWith(`${place(form)}#`));
    const words = found && JSON.parse(store.getItem(found));
    if (found) store.removeItem(found);
    return words || null;
  }),
};
