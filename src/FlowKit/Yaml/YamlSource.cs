using FlowKit.Errors;
using FlowKit.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowKit.Yaml;

/// <summary>
/// YAML text to source trees: the only code that knows the YAML library, and of it only the event parser. Tags are ignored, aliases are
/// expanded within a bound, merge keys (<c>&lt;&lt;</c>) are honoured.
/// </summary>
internal sealed class YamlSource
{
    /// <summary>How many nodes the aliases of one text may add.</summary>
    private const int MaxAliasNodes = 200_000;

    private readonly string _text;
    private readonly string? _file;
    private readonly Findings _findings;
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Dictionary<string, SourceNode?> _anchors = new(StringComparer.Ordinal);
    private readonly SourcePath _path = new();
    private (int Line, int Column)? _bracket;
    private int _aliasNodes;

    private YamlSource(string text, string? file, Findings findings)
    {
        _text = text;
        _file = file;
        _findings = findings;
        _scanner = new(new StringReader(text));
        _parser = new(_scanner);
    }

    /// <summary>
    /// Every document of a text; null, with the fault told, when it is no YAML. At most <paramref name="most"/> and one more are read.
    /// </summary>
    public static IReadOnlyList<SourceDocument>? Read(string text, string? file, int most, Findings findings)
    {
        var source = new YamlSource(text, file, findings);
        try
        {
            return source.Documents(most);
        }
        catch (YamlStop)
        {
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The library throws what it happens to throw on hostile text; nothing outside this method has been touched.
            new YamlFault(text, file).Tell(fault, source._scanner.CurrentPosition, source._bracket, findings);
            return null;
        }
    }

    private List<SourceDocument> Documents(int most)
    {
        var documents = new List<SourceDocument>();
        while (_parser.MoveNext())
        {
            if (_parser.Current is not DocumentStart start)
            {
                continue;
            }

            _anchors.Clear();
            var place = SourcePlace.Root(_file, (int)start.Start.Line, (int)start.Start.Column);
            if (documents.Count == most)
            {
                documents.Add(new(new SourceScalar(string.Empty, isPlain: true, place.Line, place.Column), place));
                return documents;
            }

            documents.Add(new(Node(Next(), 1), place));
        }

        return documents;
    }

    private ParsingEvent Next() => _parser.MoveNext() ? _parser.Current! : throw new YamlStop();

    private SourceNode Node(ParsingEvent at, int depth)
    {
        if (at is AnchorAlias alias)
        {
            return Alias(alias, depth);
        }

        var anchor = ((NodeEvent)at).Anchor;
        if (!anchor.IsEmpty)
        {
            // Open until the node is whole: an alias to it from inside would have no end.
            _anchors[anchor.Value] = null;
        }

        var (line, column) = YamlMarks.Start((NodeEvent)at, _text);
        SourceNode node = at switch
        {
            Scalar scalar => new SourceScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, line, column),
            _ => Collection(at, Deeper(depth, line, column), line, column),
        };
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    private SourceNode Collection(ParsingEvent at, int depth, int line, int column)
    {
        var outer = _bracket;
        _bracket = at is SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow } ? (line, column) : outer;
        SourceNode node = at is SequenceStart ? Sequence(depth, line, column) : Mapping(depth, line, column);
        _bracket = outer;
        return node;
    }

    private SourceSequence Sequence(int depth, int line, int column)
    {
        var items = new List<SourceNode>();
        for (var at = Next(); at is not SequenceEnd; at = Next())
        {
            _path.Enter(items.Count);
            items.Add(Node(at, depth));
            _path.Leave();
        }

        return new([.. items], line, column);
    }

    private SourceMapping Mapping(int depth, int line, int column)
    {
        var members = default(MemberList);
        SourceNode? merged = null;
        for (var at = Next(); at is not MappingEnd; at = Next())
        {
            var key = Key(Node(at, depth));
            _path.Enter(key.Text);
            var value = Node(Next(), depth);
            var isMerge = key is { IsPlain: true, Text: "<<" };
            if (isMerge ? merged is not null : !members.TryAdd(key, value))
            {
                Tell(FlowErrorCodes.DuplicateKey, key, $"'{Spelling.Short(key.Text)}' stands twice in one map", "take one of them out");
            }

            _path.Leave();
            merged = isMerge ? merged ?? value : merged;
        }

        if (merged is not null)
        {
            Merge(ref members, merged);
        }

        return new(members.TakeAll(), line, column);
    }

    private SourceScalar Key(SourceNode node)
    {
        if (node is SourceScalar scalar)
        {
            return scalar;
        }

        Tell(FlowErrorCodes.KeyNotText, node, $"a key must be a text, not {node.Noun}");
        throw new YamlStop();
    }

    /// <summary>Adds the members of merged maps that the map does not have itself; of several maps the earlier one wins.</summary>
    private void Merge(ref MemberList members, SourceNode merged)
    {
        if (merged is SourceSequence list)
        {
            foreach (var item in list.Items)
            {
                MergeOne(ref members, item);
            }
        }
        else
        {
            MergeOne(ref members, merged);
        }
    }

    private void MergeOne(ref MemberList members, SourceNode merged)
    {
        if (merged is not SourceMapping map)
        {
            Tell(
                FlowErrorCodes.InvalidMerge,
                merged,
                $"'<<' takes a map or a list of maps, not {merged.Noun}",
                "quote the key if it is meant as a name");
            return;
        }

        foreach (ref readonly var member in map.Members)
        {
            members.TryAdd(member.Key, member.Value);
        }
    }

    private SourceNode Alias(AnchorAlias alias, int depth)
    {
        var (line, column) = ((int)alias.Start.Line, (int)alias.Start.Column);
        if (!_anchors.TryGetValue(alias.Value.Value, out var node) || node is null)
        {
            var message = _anchors.ContainsKey(alias.Value.Value)
                ? $"the alias '*{alias.Value.Value}' stands inside the value it names"
                : $"the alias '*{alias.Value.Value}' names no anchor before it";
            Stop(FlowErrorCodes.UnknownAlias, line, column, message);
        }

        _aliasNodes = (int)Math.Min(int.MaxValue, (long)_aliasNodes + node!.Size);
        if (_aliasNodes > MaxAliasNodes)
        {
            Stop(FlowErrorCodes.TooManyAliases, line, column, $"the aliases of this text add more than {MaxAliasNodes} values");
        }

        _ = Deeper(depth + node.Height - 2, line, column);
        return node;
    }

    private int Deeper(int depth, int line, int column)
    {
        if (depth > SourceNode.MaxDepth)
        {
            Stop(FlowErrorCodes.NestedTooDeep, line, column, $"values nest deeper than {SourceNode.MaxDepth} levels");
        }

        return depth + 1;
    }

    private void Tell(string code, SourceNode at, string message, string? hint = null) =>
        _findings.Error(code, _path.Place(_file, at.Line, at.Column), message, hint);

    private void Stop(string code, int line, int column, string message)
    {
        _findings.Error(code, _path.Place(_file, line, column), message);
        throw new YamlStop();
    }

    /// <summary>The reading ends here; what is wrong has been told.</summary>
    private sealed class YamlStop : Exception;
}
