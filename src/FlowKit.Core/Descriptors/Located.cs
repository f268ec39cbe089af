using FlowKit.Errors;

namespace FlowKit.Descriptors;

/// <summary>A value together with the place it was written at.</summary>
/// <param name="Value">The value.</param>
/// <param name="Place">Where it stands; <see cref="SourcePlace.None"/> for a flow built in code.</param>
public readonly record struct Located<T>(T Value, SourcePlace Place)
{
    /// <summary>A value without a place.</summary>
    public static implicit operator Located<T>(T value) => new(value, SourcePlace.None);
}
