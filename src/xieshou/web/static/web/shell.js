// What the frame does by itself: theme, search key, the phone's options. Pages work without it.

const YEAR = 365 * 24 * 3600;
const MEDIA = { dark: "all", light: "not all", auto: "(prefers-color-scheme: dark)" };

function chooseTheme(theme) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
  document.documentElement.dataset.theme = theme;
  document.getElementById("dark-tokens").media = MEDIA[theme];
  document.dispatchEvent(new CustomEvent("xieshou:theme", { detail: theme }));
}

for (const button of document.querySelectorAll("[data-theme-choice]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    chooseTheme(button.dataset.themeChoice);
    const next = [...button.form.elements].find((other) => other.offsetParent && other.name === "theme");
    next?.focus();
  });
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  document.dispatchEvent(new CustomEvent("xieshou:theme", { detail: "auto" }));
});

const typing = (element) =>
  element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
    event.preventDefault();
    const box = document.getElementById("search-box");
    box.focus();
    box.select();
  }
  if (event.key === "Escape") {
    closeTools();
    if (document.activeElement?.closest(".term")) document.activeElement.blur();
  }
});

const tools = document.getElementById("tools");
const toggle = document.querySelector(".tools-toggle");

function closeTools() {
  tools.classList.remove("open");
  toggle.setAttribute("aria-expanded", "false");
}

toggle.addEventListener("click", (event) => {
  event.preventDefault();
  const open = tools.classList.toggle("open");
  toggle.setAttribute("aria-expanded", String(open));
});
toggle.addEventListener("keydown", (event) => {
  if (event.key === " ") {
    event.preventDefault();
    toggle.click();
  }
});

// On phones the areas scroll sideways: begin where the reader is.
const bar = document.querySelector(".areas ul");
const here = bar?.querySelector("[aria-current]");
if (here && bar.scrollWidth > bar.clientWidth) {
  bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
}
