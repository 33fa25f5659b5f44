// Everything a page of Kept does in the browser. Each module wires itself by attributes in the markup and
// listens on the document, so that what htmx swaps in later works without being wired again.
import "./htmx.js";
import "./live.js";
import "./fresh.js";
import "./keys.js";
import "./menus.js";
import "./panes.js";
import "./theme.js";
import "./time.js";
import "./tips.js";
import "./toasts.js";
import "./drafts.js";
import "./composer.js";
import "./formatting.js";
import "./toolbar.js";
import "./pictures.js";
import "./presence.js";
import "./reading.js";
import "./palette.js";
import "./frames.js";
import "./choosing.js";
import "./recipients.js";
import "./promises.js";
import "./wrong.js";
