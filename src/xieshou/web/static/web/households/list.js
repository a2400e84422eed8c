// On a phone the tree of places begins closed: the list is what one came for.
const tree = document.querySelector("[data-narrow-closed]");
if (tree && matchMedia("(max-width: 760px)").matches) tree.open = false;
