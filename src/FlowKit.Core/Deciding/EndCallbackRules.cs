using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;

namespace FlowKit.Deciding;

/// <summary>
/// Telling somebody outside of the end of an execution: at least once, with growing waits between tries, and given up after the last into
/// a state that operators see and may send again.
/// </summary>
internal static class EndCallbackRules
{
    /// <summary>Tries before it is given up: at once, then after 1, 2, 4 ... 128 s.</summary>
    private const int MostAttempts = 9;

    public static void Begin(Turn turn)
    {
        if (turn.Callback is not null)
        {
            turn.State.EndCallback = new();
            turn.Effects.Add(new(EffectKind.TellEnd, null, Attempt: 1));
        }
    }

    /// <summary>Sends out what is owed and due.</summary>
    public static void Owe(Turn turn)
    {
        if (turn.State.EndCallback is { Standing: EndCallbackStanding.Owed } callback && callback.DueAt <= turn.Now &&
            !turn.Effects.Exists(effect => effect.Kind == EffectKind.TellEnd))
        {
            turn.Effects.Add(new(EffectKind.TellEnd, null, callback.Attempt));
        }
    }

    /// <summary>A try came back. An answer that says it failed is a failure; an acknowledgement is enough.</summary>
    public static void Returned(Turn turn, int attempt, DispatchOutcome outcome)
    {
        if (turn.State.EndCallback is not { Standing: EndCallbackStanding.Owed } callback || callback.Attempt != attempt)
        {
            return;
        }

        turn.Touch();
        callback.DueAt = 0;
        callback.Failure = outcome switch
        {
            DispatchOutcome.Broken broken => broken.Failure,
            DispatchOutcome.Answered { Success: false } => new(FlowErrorCodes.OutcomeFailed, "The callback was answered with a failure."),
            _ => null,
        };
        if (callback.Failure is null)
        {
            callback.Standing = EndCallbackStanding.Delivered;
        }
        else if (callback.Attempt >= MostAttempts)
        {
            callback.Standing = EndCallbackStanding.Dead;
        }
        else
        {
            var notBefore = (outcome as DispatchOutcome.Broken)?.NotBefore?.UtcTicks ?? 0;
            callback.DueAt = Math.Max(notBefore, TimeRules.After(turn.Now, Math.Pow(2, callback.Attempt - 1)));
            callback.Attempt++;
        }
    }

    public static Reply Resend(Turn turn)
    {
        if (turn.State.EndCallback is not { Standing: not EndCallbackStanding.Owed })
        {
            return Reply.Refused(FlowErrorCodes.WrongStatus, "The end of the execution is told to nobody outside, or is being told.");
        }

        turn.Touch();
        Begin(turn);
        return Reply.Done;
    }
}
