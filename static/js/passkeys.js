// Passkeys: asks the browser for one, writes its answer into the form and sends it.
// The form says what to ask for (data-passkey, data-options) and what to say when it fails.
(() => {
  const form = document.querySelector('[data-passkey]');
  if (!form) return;
  const told = form.querySelector('[data-told]');

  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const options = JSON.parse(form.dataset.options);
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  if (options.excludeCredentials) options.excludeCredentials = known(options.excludeCredentials);
  if (options.allowCredentials) options.allowCredentials = known(options.allowCredentials);

  const answer = (credential) => {
    const { response } = credential;
    const parts = { clientDataJSON: text(response.clientDataJSON) };
    for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
      if (response[name]) parts[name] = text(response[name]);
    }
    if (response.getTransports) parts.transports = response.getTransports();
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: parts,
      extensions: JSON.stringify(credential.getClientExtensionResults()),
    });
  };

  const ask = async () => {
    if (!window.PublicKeyCredential) {
      told.textContent = form.dataset.absent;
      return;
    }
    try {
      const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: options });
      form.elements.credential.value = answer(credential);
      form.submit();
    } catch (error) {
      told.textContent = error.name === 'SecurityError' ? form.dataset.absent : form.dataset.failed;
    }
  };
  ask();
})();
