/** Files beside the text: what is told of one, and what may be brought. */

/** At most this many bytes are taken in. */
export const fileAtMost = 10 * 1024 * 1024

/** Width times height of an image, at most. As many as a good camera takes; unpacked it needs 200 MB. */
export const pixelsAtMost = 50_000_000

export const imageTypes = ['image/png', 'image/jpeg', 'image/svg+xml'] as const
export type ImageType = (typeof imageTypes)[number]

/** An image as it is kept and served. `id` is the SHA-256 of its bytes, 64 hexadecimal digits. */
export type StoredImage = { id: string; mediaType: ImageType; width: number; height: number; bytes: number }

/** Where an image of a text is shown from. */
export const fileUrl = (id: string): string => `/api/files/${id}`
