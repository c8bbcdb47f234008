/** A card's Markdown drawn as elements, never as HTML: raw HTML in it stands on the page as the text that it is. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { ComponentChildren } from 'preact';
import type { RootContent } from 'mdast';

/** Addresses other than http(s) are shown as text. */
const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url);

const draw = (nodes: readonly RootContent[]): ComponentChildren => nodes.map((node, index) => <Node key={index} node={node} />);

const Node = ({ node }: { readonly node: RootContent }): ComponentChildren => {
  switch (node.type) {
    case 'text':
    case 'html':
    case 'inlineCode':
      return node.value;
    case 'paragraph':
      return <p>{draw(node.children)}</p>;
    case 'strong':
      return <strong>{draw(node.children)}</strong>;
    case 'emphasis':
      return <em>{draw(node.children)}</em>;
    case 'blockquote':
      return <blockquote>{draw(node.children)}</blockquote>;
    case 'list':
      return node.ordered ? <ol>{draw(node.children)}</ol> : <ul>{draw(node.children)}</ul>;
    case 'listItem':
      return (
        <li>{draw(node.children.flatMap((child): readonly RootContent[] => (child.type === 'paragraph' ? child.children : [child])))}</li>
      );
    case 'heading':
      return (
        <p>
          <strong>{draw(node.children)}</strong>
        </p>
      );
    case 'link':
      return isWebAddress(node.url) ? (
        <a href={node.url} rel="noreferrer" target="_blank">
          {draw(node.children)}
        </a>
      ) : (
        draw(node.children)
      );
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'code':
      return <pre>{node.value}</pre>;
    default:
      return null;
  }
};

export const Markdown = ({ text }: { readonly text: string }) => <div class="markdown">{draw(fromMarkdown(text).children)}</div>;
