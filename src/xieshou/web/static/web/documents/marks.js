// A figure's row leads to its characters in the text; links in the row keep their own way.
for (const row of document.querySelectorAll("tr[data-span]")) {
  row.addEventListener("click", (event) => {
    if (event.target.closest("a, button") || String(getSelection())) return;
    location.hash = row.dataset.span;
  });
}
