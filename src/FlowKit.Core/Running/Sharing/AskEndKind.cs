namespace FlowKit.Running.Sharing;

/// <summary>How an ask ends.</summary>
internal enum AskEndKind
{
    /// <summary>It was answered: it is on record, or refused.</summary>
    Answered,

    /// <summary>It reached nobody who took it: it is to be routed anew.</summary>
    NotTaken,

    /// <summary>Who was asked is gone and has not answered: nobody knows whether it is on record.</summary>
    Unknown,
}
