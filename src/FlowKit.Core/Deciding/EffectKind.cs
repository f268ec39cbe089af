namespace FlowKit.Deciding;

/// <summary>What is owed to the world outside once a turn is saved.</summary>
internal enum EffectKind
{
    /// <summary>Send the present attempt of the task out.</summary>
    Dispatch,

    /// <summary>The result of the present attempt is no longer wanted.</summary>
    CancelAttempt,

    /// <summary>The loop has more branches to begin than one turn takes.</summary>
    ContinueLoop,

    /// <summary>Somebody outside is to be told of the end of the execution; it belongs to no task.</summary>
    TellEnd,

    /// <summary>Tell a sub-flow what the state says under a number, which stands in place of the attempt; it belongs to no task.</summary>
    TellChild,
}
