// Blocking on purpose, and so no module: the first paint has the chosen colours already, and the
// next page the times of this place.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  // Read by web/shell/language.py: times are told in it from the next page on.
  document.cookie = `newsroom_time_zone=${timeZone}; path=/; max-age=31536000; samesite=lax`;
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage can be forbidden; then the system's colours stand.
  }
})();
