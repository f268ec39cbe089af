using FlowKit.Descriptors;
using FlowKit.Values;

namespace FlowKit.Yaml.Writing;

/// <summary>A map on its way to text: members in the order they are added, those without a value left out.</summary>
internal sealed class Block
{
    private readonly ObjectNode _members = new(4, owner: null);

    public Block Add(string name, FlowValue value)
    {
        if (!value.IsMissing)
        {
            _members.Set(name, value);
        }

        return this;
    }

    public Block Add(string name, string? text) => Add(name, text is null ? default : FlowValue.From(text));

    public Block Add(string name, Located<string>? text) => Add(name, text?.Value);

    public Block Add(string name, Block? block) => Add(name, block is null ? default : block.ToValue());

    /// <summary>Written only when it is not what it is when it is not written.</summary>
    public Block AddFlag(string name, bool flag, bool otherwise = false) => Add(name, flag == otherwise ? default : FlowValue.From(flag));

    public Block AddNumber(string name, double number, double otherwise) => Add(name, number.Equals(otherwise) ? default : FlowValue.From(number));

    public Block AddUnlessEmpty(string name, FlowValue value) => Add(name, value.Count == 0 ? default : value);

    /// <summary>A list, of which an empty one is not written.</summary>
    public Block AddList<T>(string name, IEnumerable<T> items, Func<T, FlowValue> write) => AddUnlessEmpty(name, FlowValue.Array(items.Select(write)));

    public Block AddTexts(string name, IEnumerable<Located<string>> texts) => AddList(name, texts, text => text.Value);

    public FlowValue ToValue() => new(_members);
}
