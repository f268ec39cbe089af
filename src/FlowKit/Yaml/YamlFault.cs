using System.Globalization;
using FlowKit.Errors;
using FlowKit.Reading;
using YamlDotNet.Core;

namespace FlowKit.Yaml;

/// <summary>What the library says about bad YAML, in plain words and at the place an author would look at.</summary>
/// <param name="text">The text.</param>
/// <param name="file">Its file.</param>
internal sealed class YamlFault(string text, string? file)
{
    private const string Indentation = "the indentation of this line fits no line above";

    // What the message of the library holds, and what is said instead.
    private static readonly (string Says, string Message, string? Hint)[] Known =
    [
        ("found invalid mapping", "a second ': ' stands in this value, or the line is indented too far", "quote a text that holds ': '"),
        ("tab", "a tab stands where the indentation belongs", "indent with blanks"),
        ("cannot start any token", "a text cannot begin with this character", "quote the text"),
        ("escape", "this quoted text holds an escape that is none", @"write '\\' for a backslash, or use single quotes"),
        ("surrogates", "this quoted text holds an escape that is no character", null),
        ("quoted scalar", "the quoted text that begins here does not end", "close the quote, and indent its further lines"),
        ("did not find expected key", Indentation, "put it under the line it belongs to"),
        ("did not find expected '-'", Indentation, "put it under the line it belongs to"),
        ("<document end>", Indentation, "put it under the line it belongs to"),
        ("did not find expected ',' or", "a comma or a closing bracket is missing", null),
        ("node content", "a value is missing before this sign", "quote a text that begins with it"),
        ("sequence entries are not allowed", "a list cannot begin here", "begin it on a line of its own"),
        ("mapping values are not allowed", "a ':' does not fit here", "check the indentation, and quote a text that holds ': '"),
        ("could not find expected ':'", "a ':' is missing behind this key", null),
        ("directive", "a directive (%) is not understood", "take it out"),
        ("incompatible", "this version of YAML is not known", "take the line out"),
        ("tag", "a tag (!) is not understood", "quote a text that begins with '!'"),
        ("anchor", "an anchor (&) or alias (*) has no name", "quote a text that begins with '&' or '*'"),
        ("block scalar", "the head or the indentation of this block of text is not clear", "write '|' or '>' alone, lines indented alike"),
    ];

    /// <param name="fault">What the library threw.</param>
    /// <param name="reached">How far it had read.</param>
    /// <param name="bracket">The innermost bracket that was open; null for none.</param>
    /// <param name="findings">Where the fault is told.</param>
    public void Tell(Exception fault, Mark reached, (int Line, int Column)? bracket, Findings findings)
    {
        var place = Place(fault is YamlException located ? located.Start : reached);
        var known = fault is YamlException
            ? Array.Find(Known, one => fault.Message.Contains(one.Says, StringComparison.OrdinalIgnoreCase))
            : default;
        var (message, hint) = known.Message is null
            ? ("the YAML cannot be understood from here on", "check brackets, quotes and indentation")
            : (known.Message, known.Hint);
        if (known.Says == "tab")
        {
            place = TabFrom(place) ?? place;
        }
        else if (message == Indentation && !IsFirstInLine(place))
        {
            (message, hint) = ("this does not fit behind what stands before it", "check brackets, and quote texts that hold signs");
        }

        if (bracket is { } open && (fault is not YamlException || known.Says == "did not find expected ',' or"))
        {
            (message, hint) = (
                "a comma or a closing bracket is missing",
                string.Create(CultureInfo.InvariantCulture, $"the bracket opened in line {open.Line}, column {open.Column} is not closed"));
        }

        findings.Error(FlowErrorCodes.InvalidYaml, place, message, hint);
    }

    private SourcePlace Place(Mark mark) => mark.Line < 1 || mark.Index >= text.Length
        ? SourceText.PlaceAt(text, text.AsSpan().TrimEnd().Length, file)
        : SourcePlace.Root(file, (int)mark.Line, (int)mark.Column);

    /// <summary>The first line from a place on that is indented with a tab; the library only names the block it stands in.</summary>
    private SourcePlace? TabFrom(SourcePlace place)
    {
        var lines = text.AsSpan().EnumerateLines();
        for (var line = 1; lines.MoveNext(); line++)
        {
            var blanks = lines.Current.Length - lines.Current.TrimStart(" \t").Length;
            var tab = lines.Current[..blanks].IndexOf('\t');
            if (line >= place.Line && tab >= 0 && blanks < lines.Current.Length)
            {
                return place.At(line, tab + 1);
            }
        }

        return null;
    }

    private bool IsFirstInLine(SourcePlace place)
    {
        var lines = text.AsSpan().EnumerateLines();
        for (var line = 1; lines.MoveNext(); line++)
        {
            if (line == place.Line)
            {
                return lines.Current[..Math.Min(place.Column - 1, lines.Current.Length)].IsWhiteSpace();
            }
        }

        return true;
    }
}
