/** What the bar of every page needs once an operator is signed in. */
export interface Bar {
  operator: string;
  onqueue: () => void;
  ondesk: () => void;
  onkeys: () => void;
  onsignout: () => void;
}
