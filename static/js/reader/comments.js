/* Comments in place: the form is sent, answered and corrected where it stands, comes to the comment that is
   answered, and likes are counted at once. Without this script each of them is a page. */
(() => {
  const LONGEST = 30_000; // milliseconds until an answer is given up
  const talk = document.querySelector(".talk");
  if (!talk?.querySelector("[data-new], .like, .talk__elsewhere")) return;

  const say = talk.querySelector(".talk__say:has([data-new])");
  const home = say?.parentNode;
  const blank = say?.querySelector("form").cloneNode(true);
  const status = talk.querySelector(".talk__status") ?? talk.appendChild(document.createElement("p"));
  status.className = "talk__status";
  status.setAttribute("role", "status");
  let opener = null; // the link that brought the form to a comment
  let stranger = null; // who waits for the letter
  let busy = false;

  const form = () => say.querySelector("form");
  const announce = (what) => form().dispatchEvent(new CustomEvent(what, { bubbles: true }));

  const focus = (element) => {
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus();
  };

  const hush = () => {
    say.prepend(status); // a like that was refused has taken it along
    status.textContent = "";
  };

  /* What a form that came from the server, or has gone elsewhere, says of itself. */
  const dress = () => {
    const { name, email } = form().elements;
    const title = blank.querySelector(".say__title").cloneNode(true);
    if (opener) title.textContent = opener.textContent;
    form().querySelector(".say__title").replaceWith(title);
    form().querySelector(".say__close").hidden = !opener;
    if (!name) return;
    if (stranger) [name.value, email.value] = stranger;
    const isAsked = !stranger || [name, email].some((field) => field.ariaInvalid === "true");
    for (const field of [name, email]) field.closest("p").hidden = !isAsked;
    form().querySelector(".say__as").hidden = isAsked;
    form().querySelector(".say__as bdi").textContent = name.value;
  };

  /* The form goes to the comment that a link answers, or back (null). */
  const bring = (link) => {
    const { name, email } = form().elements;
    const typed = name && [name.value, email.value];
    opener?.removeAttribute("aria-expanded");
    opener = link;
    const fresh = blank.cloneNode(true);
    form().replaceWith(fresh);
    if (typed) [fresh.elements.name.value, fresh.elements.email.value] = typed;
    if (link) {
      const answers = document.createElement("input");
      Object.assign(answers, { type: "hidden", name: "answers", value: link.dataset.answers });
      fresh.append(answers);
      link.setAttribute("aria-expanded", "true");
      link.closest(".comment").after(say);
    } else home.append(say);
    hush();
    dress();
    announce("say:moved");
  };

  const close = () => {
    const link = opener;
    bring(null);
    link.focus();
  };

  const begin = () => {
    const empty = [...form().elements].find((field) => field.required && !field.value && field.offsetParent);
    (empty ?? form().elements.text).focus();
  };

  const ask = async (url, body) => {
    try {
      const signal = AbortSignal.timeout(LONGEST);
      const response = await fetch(url, { method: "POST", headers: { "X-Fragment": "1" }, body, signal });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      return { page, elsewhere: response.redirected && response.url };
    } catch {
      return null; // no connection
    }
  };

  /* Where a new comment belongs: at the end of its thread, or of them all. */
  const insert = (item, thread) => {
    let list = talk.querySelector(".comments");
    if (thread) {
      const beginning = document.getElementById(`comment-${thread}`);
      list = beginning.parentNode.querySelector(":scope > ol");
      if (!list) beginning.after((list = document.createElement("ol")));
    } else if (!list) {
      list = document.createElement("ol");
      list.className = "comments";
      talk.querySelector(".talk__nothing").replaceWith(list);
    }
    if (!thread && talk.dataset.order === "newest") list.prepend(item);
    else list.append(item);
  };

  const posted = (box) => {
    const { name, email } = form().elements;
    const item = box.querySelector("li");
    const said = box.querySelector("p");
    announce("say:sent");
    if (box.dataset.posted === "unconfirmed" && name) stranger = [name.value, email.value];
    if (!item) {
      bring(opener);
      status.replaceChildren(...said.childNodes);
      return focus(status);
    }
    // A page that is about something else has no place for it.
    if (talk.id !== "comments") return location.assign(item.querySelector(".comment__when").href);
    bring(null);
    const { id } = item.querySelector(".comment");
    if (!document.getElementById(id)) insert(item, box.dataset.thread);
    talk.querySelector(".section__head").replaceWith(box.querySelector(".section__head"));
    focus(document.getElementById(id));
    status.textContent = said.textContent;
  };

  const send = async (submitter) => {
    const sent = form();
    const { text } = sent.elements;
    busy = text.readOnly = true;
    hush();
    const answer = await ask(sent.action, new FormData(sent, submitter));
    busy = text.readOnly = false;
    const page = answer?.page;
    const box = page?.querySelector("[data-posted]");
    const returned = page?.querySelector("form.say");
    if (box) return posted(box);
    if (!returned) {
      const refusal = page?.querySelector(".form__error")?.textContent;
      status.textContent = refusal ?? sent.dataset[page ? "failed" : "offline"];
      return;
    }
    sent.replaceWith(returned);
    dress();
    const wrong = returned.querySelector("[aria-invalid], .form__error");
    focus(wrong ?? returned.querySelector(".talk__preview") ?? returned.elements.text);
  };

  const like = async (sent) => {
    const button = sent.querySelector("button");
    busy = true;
    const answer = await ask(sent.action, new FormData(sent));
    busy = false;
    if (answer?.elsewhere) return location.assign(answer.elsewhere);
    const fresh = answer?.page.querySelector(".like button");
    status.textContent = "";
    if (fresh) {
      button.ariaPressed = fresh.ariaPressed;
      return button.replaceChildren(...fresh.childNodes);
    }
    sent.closest(".comment").append(status); // beside the button, however long the page is
    status.textContent = answer?.page.querySelector(".form__error")?.textContent ?? talk.dataset.failed;
  };

  talk.addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (!target.matches("[data-new], .like:has([aria-pressed])")) return;
    event.preventDefault();
    if (busy) return; // pressed twice
    if (target.matches("[data-new]")) send(submitter);
    else like(target);
  });

  talk.addEventListener("click", (event) => {
    const link = event.target.closest("a, button");
    if (!say || !link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.dataset.answers) {
      event.preventDefault();
      if (link === opener) return close();
      bring(link);
      begin();
    } else if (link.hash === "#say" && opener) bring(null);
    else if (link.matches(".say__close")) close();
    else if (link.matches(".say__as button")) {
      stranger = null;
      dress();
      form().elements.name.focus();
    }
  });

  say?.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opener && !event.isComposing) close();
  });

  /* Somebody was sent to a comment that is not among those on this page. */
  const seek = () => {
    const [, number] = /^#comment-(\d+)$/.exec(location.hash) ?? [];
    const door = talk.querySelector(".talk__elsewhere");
    if (!door) return;
    door.hidden = !number || Boolean(document.getElementById(`comment-${number}`));
    if (door.hidden) return;
    const link = door.querySelector("a");
    link.href = door.dataset.comment.replace("/0/", `/${number}/`);
    link.focus();
  };
  addEventListener("hashchange", seek);
  seek();
})();
