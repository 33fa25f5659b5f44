// For other sites: <script src="https://kept.example/form/claims.js" async></script> puts the form where it stands, and
// …/callback/claims.js the page on which one chooses when to be rung.
// Everything comes from the script's own address; the frame tells its height, and only that frame is listened to.
(() => {
  const script = document.currentScript;
  if (!script) return;
  const address = new URL(script.src);
  const [, page, slug] = address.pathname.match(/\/(form|callback)\/([\w-]+)\.js$/) ?? [];
  if (!slug) return;

  const source = new URL(`/${page}/${slug}/embed/`, address.origin);
  source.searchParams.set("site", location.origin);
  if (script.dataset.theme) source.searchParams.set("theme", script.dataset.theme);

  const frame = document.createElement("iframe");
  frame.src = source.href;
  frame.title = script.dataset.title || script.getAttribute("title") || (page === "form" ? "Contact form" : "Book a call");
  Object.assign(frame.style, { display: "block", width: "100%", height: "640px", border: "0", colorScheme: "normal" });

  let shown = false;
  addEventListener("message", ({ origin, source: speaker, data }) => {
    if (origin !== address.origin || speaker !== frame.contentWindow || data?.kept !== "form") return;
    const height = Number(data.height);
    if (height > 0 && height < 10_000) frame.style.height = `${Math.ceil(height) + 16}px`;
  });
  // After sending, the frame shows a shorter page: bring its beginning back into view.
  frame.addEventListener("load", () => {
    if (shown && frame.getBoundingClientRect().top < 0) frame.scrollIntoView({ block: "start" });
    shown = true;
  });
  script.after(frame);
})();
