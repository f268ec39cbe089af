using FlowKit.Errors;

namespace FlowKit.Mapping;

/// <summary>Why a value cannot be written where a target leads; the text goes on behind "cannot write: ".</summary>
internal readonly record struct Misfit(string Code, string Text)
{
    /// <summary>The target does not fit what is there.</summary>
    public static Misfit Of(string text) => new(FlowErrorCodes.MappingMisfit, text);
}
