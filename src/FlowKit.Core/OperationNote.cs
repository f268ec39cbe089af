using System.Diagnostics.CodeAnalysis;
using FlowKit.Storing;

namespace FlowKit;

/// <summary>
/// Who asks for an operation, and why: on record in the history of the execution. A text alone is the reason. What no store keeps (a NUL, half
/// a surrogate pair) is replaced, and what is too long is cut.
/// </summary>
/// <param name="By">Who, as the host names them; of more than 200 characters the first. Null for unknown.</param>
/// <param name="Reason">Why; of more than 1,000 characters the first. Null for none.</param>
public sealed record OperationNote(string? By = null, string? Reason = null)
{
    private const int LongestBy = StartOptions.LongestId;
    private const int LongestReason = 1_000;

    /// <summary>The reason alone; null for null.</summary>
    [return: NotNullIfNotNull(nameof(reason))]
    public static implicit operator OperationNote?(string? reason) => FromString(reason);

    /// <summary>The reason alone; null for null.</summary>
    [return: NotNullIfNotNull(nameof(reason))]
    public static OperationNote? FromString(string? reason) => reason is null ? null : new(null, reason);

    /// <summary>As it can be kept; null when it says nothing.</summary>
    internal OperationNote? Keepable() => this is { By: null, Reason: null } ? null : new(
        By is null ? null : KeepableText.Of(By, LongestBy),
        Reason is null ? null : KeepableText.Of(Reason, LongestReason));
}
