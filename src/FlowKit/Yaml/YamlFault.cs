using FlowKit.Errors;
using FlowKit.Reading;
using YamlDotNet.Core;

namespace FlowKit.Yaml;

/// <summary>What the library says about bad YAML, in plain words.</summary>
internal static class YamlFault
{
    private static readonly (string Says, string Message, string? Hint)[] Known =
    [
        ("found invalid mapping", "a second ': ' stands in this value, or the line is indented too far", "quote a text that holds ': '"),
        ("tab", "a tab stands where the indentation belongs", "indent with blanks"),
        ("cannot start any token", "a text cannot begin with this character", "quote the text"),
        ("found wrong indentation", "the quoted text that begins here does not end", "close the quote, or indent its further lines"),
        ("quoted scalar", "the quoted text that begins here does not end, or holds an escape that is none", null),
        ("did not find expected key", "the indentation of this line fits no line above", "put it under the line it belongs to"),
        ("did not find expected '-'", "the indentation of this line fits no line above", "put it under the line it belongs to"),
        ("did not find expected ',' or", "a comma or a closing bracket is missing", null),
        ("flow sequence", "a bracket that was opened is not closed", null),
        ("flow mapping", "a brace that was opened is not closed", null),
        ("mapping values are not allowed", "a ':' does not fit here", "check the indentation"),
        ("multiple anchors", "two anchors stand before one value", "take one of them out"),
        ("could not find expected ':'", "a ':' is missing behind this key", null),
        ("directive", "a directive (%) is not understood", "take it out"),
        ("tag", "a tag (!) is not understood", "quote a text that begins with '!'"),
        ("anchor", "an anchor (&) or alias (*) has no name", "quote a text that begins with '&' or '*'"),
        ("block scalar", "the indentation of this block of text is not clear", "indent all of its lines alike"),
    ];

    public static (SourcePlace Place, string Message, string? Hint) Explain(Exception fault, Mark reached, string text, string? file)
    {
        var mark = fault is YamlException located ? located.Start : reached;
        var place = mark.Line < 1 || mark.Index > text.Length
            ? SourceText.PlaceAt(text, text.Length, file)
            : SourcePlace.Root(file, (int)mark.Line, (int)mark.Column);
        if (fault is YamlException)
        {
            foreach (var (says, message, hint) in Known)
            {
                if (fault.Message.Contains(says, StringComparison.OrdinalIgnoreCase))
                {
                    return (place, message, hint);
                }
            }
        }

        return (place, "the YAML cannot be understood from here on", "check brackets, quotes and indentation");
    }
}
