using FlowKit.Errors;

namespace FlowKit.Descriptors;

/// <summary>A value together with the place it was written at.</summary>
/// <param name="Value">The value.</param>
/// <param name="Place">Where it stands; <see cref="SourcePlace.None"/> for a flow built in code, and for <c>default</c>.</param>
public readonly record struct Located<T>(T Value, SourcePlace Place)
{
    private readonly SourcePlace? _place = Place;

    /// <summary>Where the value stands; <see cref="SourcePlace.None"/> for a flow built in code, and for <c>default</c>.</summary>
    public SourcePlace Place
    {
        get => _place ?? SourcePlace.None;
        init => _place = value;
    }

    /// <summary>A value without a place.</summary>
    public static implicit operator Located<T>(T value) => new(value, SourcePlace.None);
}
