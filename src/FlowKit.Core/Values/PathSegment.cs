namespace FlowKit.Values;

/// <summary>One step of a location: a member's name, or a list's index from 0.</summary>
internal readonly record struct PathSegment(string? Name, int Index)
{
    public static implicit operator PathSegment(string name) => new(name, 0);

    public static implicit operator PathSegment(int index) => new(null, index);
}
