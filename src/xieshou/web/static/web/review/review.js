// Tick all records of the page at once. Without script each is ticked by itself.
const all = document.querySelector("[data-all]");
const boxes = [...document.querySelectorAll('input[name="record"]')];
if (all && boxes.length) {
  all.closest("[hidden]").hidden = false;
  const reflect = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
  boxes.forEach((box) => box.addEventListener("change", reflect));
  reflect();
}
