// Blocking on purpose, and so no module: the first paint has the chosen colours already, and the
// times of this place.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const told = `newsroom_time_zone=${timeZone}`; // Read by web/shell/language.py.
  const isNews = !document.cookie.includes(told);
  document.cookie = `${told}; path=/; max-age=31536000; samesite=lax`;
  // A page that was drawn before the browser had said where it is (base.html) comes again, unseen;
  // once, and only where the cookie was taken.
  const { zone } = root.dataset;
  if (zone && zone !== timeZone && isNews && document.cookie.includes(told)) {
    root.hidden = true;
    location.reload();
    return;
  }
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage can be forbidden; then the system's colours stand.
  }
})();
