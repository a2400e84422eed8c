// A visit: the place by the phone, when the person asks for it, and small views of the photos chosen.
const box = document.querySelector(".position");
const told = document.getElementById("located");
const chosen = document.getElementById("chosen");
const inputs = [...document.querySelectorAll('input[type="file"]')];

if (navigator.geolocation && window.isSecureContext) {
  box.hidden = false;
  document.getElementById("locate").addEventListener("click", () => {
    told.textContent = box.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        document.getElementById("id_latitude").value = coords.latitude.toFixed(6);
        document.getElementById("id_longitude").value = coords.longitude.toFixed(6);
        told.textContent = box.dataset.found.replace("%s", Math.round(coords.accuracy));
      },
      () => { told.textContent = box.dataset.denied; },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
}

function show() {
  const files = inputs.flatMap((input) => [...input.files]).filter((file) => file.type.startsWith("image/"));
  chosen.replaceChildren(...files.map((file) => {
    const item = document.createElement("li");
    item.className = "source";
    item.textContent = `${file.name} · ${Math.ceil(file.size / 1024).toLocaleString()} KB`;
    return item;
  }));
  chosen.hidden = files.length === 0;
}
inputs.forEach((input) => input.addEventListener("change", show));
