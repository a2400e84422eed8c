// The print button of a page: the style sheet does the rest.
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
