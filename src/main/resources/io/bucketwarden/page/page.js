// "/" goes to the search, as long as nobody is typing. Nothing else needs a script, and everything works without this.
document.addEventListener("keydown", event => {
  const search = document.getElementById("q");
  const typing = event.target.closest?.("input, select, textarea");
  if (event.key === "/" && search && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});
