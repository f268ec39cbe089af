using FlowKit.Callbacks;
using FlowKit.Errors;

namespace FlowKit.Deciding;

/// <summary>What whoever sent an arrival is told, once the turn is saved.</summary>
internal readonly record struct Reply(CallbackAnswer Answer, FlowException? Refusal)
{
    public static Reply Done => default;

    public static Reply Duplicate => new(CallbackAnswer.Duplicate, null);

    public static Reply Refused(string code, string message) => new(default, new FlowException(code, message));
}
