/** Drawn stand-ins for camera pictures: invented, light enough to test the scrim over white. */

const svg = (content: string, width: number, height: number) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${content}</svg>`,
  )}`;

const card = `<g transform="translate(70 150)"><path d="M16 0h430l54 54v245a16 16 0 0 1-16 16H16a16 16 0 0 1-16-16V16A16 16 0 0 1 16 0Z" fill="#dfe4ee"/>
<rect x="30" y="80" width="120" height="155" rx="8" fill="#b9c2d3"/><circle cx="90" cy="135" r="32" fill="#8d99b0"/><path d="M45 235c4-44 24-56 45-56s41 12 45 56Z" fill="#8d99b0"/>
<g fill="#5d6880"><rect x="180" y="84" width="200" height="14"/><rect x="180" y="124" width="150" height="14"/><rect x="180" y="164" width="230" height="14"/><rect x="180" y="204" width="120" height="14"/><rect x="30" y="262" width="440" height="10"/></g></g>`;

/** A card on a white table. */
export const documentPicture = svg(`<rect width="640" height="620" fill="#fff"/>${card}`, 640, 620);
export const documentRatio = 640 / 620;

/** The same card, cropped, as the review shows it. */
export const croppedPicture = svg(
  `<rect width="540" height="340" fill="#f4f4f2"/><g transform="translate(-50 -137)">${card}</g>`,
  540,
  340,
);

/** A line figure in front of a light wall. */
export const facePicture = svg(
  `<rect width="480" height="560" fill="#f3efe6"/><path d="M60 560c10-130 90-170 180-170s170 40 180 170Z" fill="#cfc7e8"/><ellipse cx="240" cy="250" rx="105" ry="140" fill="#e4dff5" stroke="#4b3fa7" stroke-width="3"/>`,
  480,
  560,
);
export const faceRatio = 480 / 560;
