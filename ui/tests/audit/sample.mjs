// A page that breaks every rule once: if the checks stay silent here, the audit proves nothing.

export const spoiltPage = `<!doctype html><html lang="fr"><head><title>Autre chose</title></head>
<body style="margin:0">
<h1>Un titre</h1><h1>Un second</h1>
<p style="inline-size:900px">Un paragraphe plus large que la fenêtre</p>
<p style="color:#bbb;background:#fff">Un texte trop pâle</p>
<button style="inline-size:20px;block-size:20px;padding:0">+</button>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<div style="position:relative"><p>Un texte sous une image</p>
<div class="camera"><div class="view" style="position:absolute;inset:0;background:#000"></div></div></div>
<div class="actions" style="position:absolute;inset-block-start:5000px"><button class="primary">Continuer</button></div>
</body></html>`;

/** What each check must say about it, as a piece of one of its sentences. */
export const expectedComplaints = {
  checkHeading: ['2 h1 instead of 1'],
  checkTargets: ['target 20 × 20'],
  checkReflow: ['page 900 px wide', 'cut:', 'primary action out of sight'],
  checkAxe: ['color-contrast', 'image-alt', 'undecided color-contrast'],
};

/** The complaints that were expected and did not come. */
export function missingComplaints(name, said) {
  return expectedComplaints[name].filter((piece) => !said.some((text) => text.includes(piece)));
}
