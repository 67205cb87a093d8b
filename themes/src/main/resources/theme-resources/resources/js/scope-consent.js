// Says how many permissions are ticked. The page is complete without it.
const form = document.getElementById("scope-consent-form");
const line = form?.querySelector(".scope-count");

if (line) {
  const boxes = [...form.querySelectorAll('input[type="checkbox"]')];

  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    const text = ticked === 0 ? line.dataset.none : line.dataset.some;
    line.textContent = text.replace("{0}", ticked).replace("{1}", boxes.length);
  };

  line.hidden = false;
  tell();
  form.addEventListener("change", tell);
  // A browser that comes back to this page may bring other ticks along.
  window.addEventListener("pageshow", tell);
}
