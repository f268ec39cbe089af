using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>
/// What <c>$</c> stands for: one document, or the named values of a mapping or condition, which are put into a document only when a
/// path looks at them as a whole.
/// </summary>
internal readonly struct PathRoots
{
    private readonly FlowValue _document;

    public PathRoots(FlowValue document) => _document = document;

    public FlowValue Context { get; init; }

    public FlowValue Input { get; init; }

    public FlowValue Output { get; init; }

    public FlowValue Iteration { get; init; }

    public static implicit operator PathRoots(FlowValue document) => new(document);

    public FlowValue Get(string name)
    {
        if (!_document.IsMissing)
        {
            return _document[name];
        }

        return name switch
        {
            "context" => Context,
            "input" => Input,
            "output" => Output,
            "iteration" => Iteration,
            _ => default,
        };
    }

    public FlowValue ToDocument()
    {
        if (!_document.IsMissing)
        {
            return _document;
        }

        var node = new ObjectNode(4, owner: null);
        Add(node, "context", Context);
        Add(node, "input", Input);
        Add(node, "output", Output);
        Add(node, "iteration", Iteration);
        return new(node);
    }

    private static void Add(ObjectNode node, string name, FlowValue value)
    {
        if (!value.IsMissing)
        {
            node.Append(name, value);
        }
    }
}
