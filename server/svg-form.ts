/** What may stand in a drawing: elements and attributes by name, values by the signs and functions they are made of. */

/** What draws, groups, paints and describes. Nothing that runs, animates, embeds, links or holds another language. */
export const elements: ReadonlySet<string> = new Set(
  `svg g defs symbol use switch title desc path rect circle ellipse line polyline polygon text tspan textPath
  linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix feComponentTransfer
  feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feOffset`.split(
    /\s+/,
  ),
)

/** Attributes that are CSS properties as well. */
export const presentation: ReadonlySet<string> = new Set(
  `alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters
  direction display dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color flood-opacity
  font-family font-size font-stretch font-style font-variant font-weight image-rendering isolation letter-spacing
  lighting-color line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow
  paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
  stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering transform
  transform-origin unicode-bidi vector-effect visibility white-space word-spacing writing-mode`.split(/\s+/),
)

export const structural: ReadonlySet<string> = new Set(
  `class cx cy d dx dy fx fy fr gradientTransform gradientUnits height in in2 k1 k2 k3 k4 lengthAdjust markerHeight
  markerUnits markerWidth maskContentUnits maskUnits clipPathUnits filterUnits primitiveUnits method mode offset
  operator orient pathLength patternContentUnits patternTransform patternUnits points preserveAspectRatio r
  refX refY result
  rotate rx ry slope intercept amplitude exponent tableValues side spacing spreadMethod startOffset stdDeviation
  textLength type values viewBox width x x1 x2 y y1 y2 role aria-label aria-hidden`.split(/\s+/),
)

const functions: ReadonlySet<string> = new Set(
  'rgb rgba hsl hsla matrix translate translateX translateY scale scaleX scaleY rotate skewX skewY'.split(' '),
)

/** Letters of any language, digits and the signs of numbers, colours and lists: no `\\`, `:`, `<`, `&`, `@` or `;`. */
const signs = /^[\p{L}\p{M}\p{N}\s#%.,()'"+\-*/!_–—?]*$/u

/** A call of a function that we know, and `url(#here)`. */
export const safeValue = (value: string): boolean => {
  const withoutUrls = value.replace(/url\(\s*(['"]?)#[\w.-]+\1\s*\)/g, '')
  // A long path has no calls in it, and looking for their names would take its length squared.
  const calls = withoutUrls.includes('(') ? [...withoutUrls.matchAll(/([^\s,()]*)\s*\(/g)] : []
  return signs.test(withoutUrls) && !withoutUrls.includes('/*') && calls.every(([, name = '']) => functions.has(name))
}

/** Of `a: b; c: d` what is painting and safe. */
export const safeDeclarations = (css: string): string =>
  css
    .split(';')
    .map((declaration) => declaration.split(':'))
    .filter((parts) => parts.length === 2)
    .map(([name = '', value = '']) => [name.trim(), value.trim()] as const)
    .filter(([name, value]) => presentation.has(name) && value !== '' && safeValue(value)) // guard: svg-css
    .map(([name, value]) => `${name}:${value}`)
    .join(';')

/** Of a style sheet the plain rules. One with `@` or an escape is left out whole: nobody knows where its rules end. */
export const safeRules = (css: string): string => {
  const bare = css.replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, ' ')
  if (/[@\\<&]/.test(bare)) return ''
  return [...bare.matchAll(/([^{}]*)\{([^{}]*)\}/g)]
    .map(([, selector = '', declarations = '']) => [selector.trim(), safeDeclarations(declarations)] as const)
    .filter(([selector, declarations]) => /^[\w\s.#,*-]+$/.test(selector) && declarations !== '')
    .map(([selector, declarations]) => `${selector}{${declarations}}`)
    .join('')
}
