using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;
using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary>Compiles a schema and tells everything that is wrong with it. References are followed at the end, each place compiled once.</summary>
internal sealed class SchemaCompiler(Located<FlowValue> written, Findings findings)
{
    private const int MostDepth = 64;
    private const int MostPatterns = 1000;

    private static readonly string[] Combining = ["allOf", "anyOf", "oneOf"];

    private readonly Spelling _spelling = new();
    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);
    private readonly Queue<(SchemaNode From, string Reference)> _references = new();
    private int _patterns;
    private bool _faulty;

    /// <summary>The root; null when the schema is malformed.</summary>
    public SchemaNode? Compile()
    {
        var root = Node(written.Value, SchemaPointer.Root, 0);
        while (_references.TryDequeue(out var one))
        {
            Follow(one.From, one.Reference);
        }

        if (!_faulty && SchemaCircle.Find(_nodes.Values) is { } circle)
        {
            Fault(circle.Pointer, "the schema refers to itself for one and the same value");
        }

        return _faulty ? null : root;
    }

    /// <summary>The schema at a place, compiled once.</summary>
    public SchemaNode Node(FlowValue value, string pointer, int depth)
    {
        if (_nodes.TryGetValue(pointer, out var known))
        {
            return known;
        }

        var node = new SchemaNode(pointer) { IsNever = value.AsBoolean() == false };
        _nodes.Add(pointer, node);
        if (depth > MostDepth)
        {
            Fault(pointer, $"schemas nest deeper than {MostDepth} levels");
        }
        else if (value.Kind == FlowValueKind.Object)
        {
            Compile(new(value, node, this), value, node, depth + 1);
        }
        else if (value.Kind != FlowValueKind.Boolean)
        {
            Fault(pointer, "a schema must be an object, true or false");
        }

        return node;
    }

    public void Fault(string pointer, string problem)
    {
        _faulty = true;
        findings.Error(FlowErrorCodes.InvalidSchema, written.Place, $"at {Spelling.Short(pointer)} of this schema: {problem}");
    }

    private void Compile(SchemaFields fields, FlowValue value, SchemaNode node, int depth)
    {
        CheckWords(value, node);
        foreach (var keyword in (ReadOnlySpan<string>)["$defs", "definitions"])
        {
            _ = fields.Named(keyword, depth).Count();
        }

        AddReference(fields, node);
        AddValues(fields, node);
        if (fields.Has("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"))
        {
            node.Rules.Add(new NumberRule
            {
                Minimum = fields.Number("minimum"),
                Maximum = fields.Number("maximum"),
                ExclusiveMinimum = fields.Number("exclusiveMinimum"),
                ExclusiveMaximum = fields.Number("exclusiveMaximum"),
                MultipleOf = fields.Unit("multipleOf"),
            });
        }

        if (fields.Has("minLength", "maxLength", "pattern"))
        {
            node.Rules.Add(new TextRule
            {
                MinLength = fields.Count("minLength"),
                MaxLength = fields.Count("maxLength"),
                Pattern = Pattern(fields["pattern"], fields.Pointer("pattern")),
            });
        }

        AddList(fields, node, depth);
        AddObject(fields, node, depth);
        AddCombined(fields, node, depth);
    }

    private void CheckWords(FlowValue schema, SchemaNode node)
    {
        foreach (var (word, _) in schema.Members)
        {
            if (!SchemaKeywords.Checked.Contains(word) && !SchemaKeywords.Annotations.Contains(word))
            {
                findings.Warning(
                    FlowErrorCodes.SchemaKeywordUnknown,
                    written.Place,
                    $"at {Spelling.Short(node.Pointer)} of this schema: '{Spelling.Short(word)}' is not checked",
                    _spelling.Hint(word, SchemaKeywords.Checked));
            }
        }
    }

    private void AddReference(SchemaFields fields, SchemaNode node)
    {
        if (fields["$ref"].AsString() is { } reference)
        {
            _references.Enqueue((node, reference));
        }
        else if (fields.Has("$ref"))
        {
            fields.Wrong("$ref", "a text");
        }
    }

    private void Follow(SchemaNode from, string reference)
    {
        var target = SchemaPointer.Follow(written.Value, reference, out var pointer);
        if (target.IsMissing)
        {
            Fault($"{from.Pointer}/$ref", $"'{Spelling.Short(reference)}' is no place in this schema; write #/$defs/name");
            return;
        }

        from.Rules.Add(new CombiningRule("$ref", [Node(target, pointer, 0)]));
    }

    private static void AddValues(SchemaFields fields, SchemaNode node)
    {
        if (fields.Has("type"))
        {
            var types = fields["type"].AsString() is { } one ? [one] : fields.Texts("type");
            node.Rules.Add(new TypeRule(types));
            if (types.Count == 0 || types.Except(TypeRule.Words).Any())
            {
                fields.Wrong("type", $"one or several of {string.Join(", ", TypeRule.Words)}");
            }
        }

        if (fields.Has("const"))
        {
            node.Rules.Add(new ValuesRule([fields["const"]]));
        }

        if (fields["enum"].Count > 0 && fields["enum"].Kind == FlowValueKind.Array)
        {
            node.Rules.Add(new ValuesRule(fields["enum"].Items));
        }
        else if (fields.Has("enum"))
        {
            fields.Wrong("enum", "a list of values");
        }
    }

    private static void AddList(SchemaFields fields, SchemaNode node, int depth)
    {
        if (fields.Has("prefixItems", "items", "minItems", "maxItems", "uniqueItems"))
        {
            node.Rules.Add(new ListRule
            {
                Prefix = fields.Schemas("prefixItems", depth),
                Items = fields.Schema("items", depth),
                MinItems = fields.Count("minItems"),
                MaxItems = fields.Count("maxItems"),
                Unique = fields.Flag("uniqueItems"),
            });
        }
    }

    private void AddObject(SchemaFields fields, SchemaNode node, int depth)
    {
        if (fields.Has("required", "properties", "patternProperties", "additionalProperties", "minProperties", "maxProperties"))
        {
            node.Rules.Add(new ObjectRule
            {
                Required = fields.Texts("required"),
                Properties = new Dictionary<string, SchemaNode>(fields.Named("properties", depth), StringComparer.Ordinal),
                Patterns = [.. Patterns(fields, depth)],
                Additional = fields.Schema("additionalProperties", depth),
                MinProperties = fields.Count("minProperties"),
                MaxProperties = fields.Count("maxProperties"),
            });
        }
    }

    private IEnumerable<(PatternValue Pattern, SchemaNode Schema)> Patterns(SchemaFields fields, int depth)
    {
        foreach (var (text, schema) in fields.Named("patternProperties", depth))
        {
            if (Pattern(text, schema.Pointer) is { } pattern)
            {
                yield return (pattern, schema);
            }
        }
    }

    private static void AddCombined(SchemaFields fields, SchemaNode node, int depth)
    {
        foreach (var keyword in Combining)
        {
            if (fields.Has(keyword))
            {
                node.Rules.Add(new CombiningRule(keyword, fields.Schemas(keyword, depth)));
            }
        }

        if (fields.Schema("not", depth) is { } not)
        {
            node.Rules.Add(new CombiningRule("not", [not]));
        }
    }

    private PatternValue? Pattern(FlowValue text, string pointer)
    {
        if (text.IsMissing)
        {
            return null;
        }

        var problem = "a pattern must be a text";
        if (++_patterns > MostPatterns)
        {
            problem = $"a schema has at most {MostPatterns} patterns";
        }
        else if (text.AsString() is { } source && PatternValue.TryCreate(source, out var pattern, out problem))
        {
            return pattern;
        }

        Fault(pointer, problem ?? "a pattern must be a text");
        return null;
    }
}
