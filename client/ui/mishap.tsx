/** Catches what goes wrong while a page is fetched or drawn: without it React takes everything away. */
import { Component, type ReactNode } from 'react'

type Props = {
  children: ReactNode
  /** What is shown in place of the children; `retry` draws them anew. */
  instead: (error: unknown, retry: () => void) => ReactNode
}

/** A class because React offers no other way. */
export class Mishap extends Component<Props, { caught: { error: unknown } | null }> {
  override state: { caught: { error: unknown } | null } = { caught: null }

  static getDerivedStateFromError(error: unknown) {
    return { caught: { error } }
  }

  override render(): ReactNode {
    const { caught } = this.state
    return caught ? this.props.instead(caught.error, () => this.setState({ caught: null })) : this.props.children
  }
}
