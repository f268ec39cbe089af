using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>What the walker carries: a value, alone or with its place. A struct, so that carrying no place costs nothing.</summary>
internal interface IPathNode<TSelf>
    where TSelf : struct, IPathNode<TSelf>
{
    FlowValue Value { get; }

    TSelf Member(string name, FlowValue value);

    TSelf Item(int index, FlowValue value);
}

/// <summary>A value whose place nobody asks for.</summary>
internal readonly struct BareNode(FlowValue value) : IPathNode<BareNode>
{
    public FlowValue Value { get; } = value;

    public BareNode Member(string name, FlowValue value) => new(value);

    public BareNode Item(int index, FlowValue value) => new(value);
}

/// <summary>A value and its place.</summary>
internal readonly struct PlacedNode(FlowValue value, PathTrail? trail) : IPathNode<PlacedNode>
{
    public FlowValue Value { get; } = value;

    public PathTrail? Trail { get; } = trail;

    public PlacedNode Member(string name, FlowValue value) => new(value, new(Trail, name));

    public PlacedNode Item(int index, FlowValue value) => new(value, new(Trail, index));
}
