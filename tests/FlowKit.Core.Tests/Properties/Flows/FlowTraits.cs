namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>Which parts of the language a random flow uses: each flow only some, so that failures stay readable.</summary>
internal sealed record FlowTraits
{
    /// <summary>Delays and time limits of tasks.</summary>
    public bool Times { get; init; }

    /// <summary>A time limit of the execution, or an operator who cancels.</summary>
    public bool Limits { get; init; }

    /// <summary>Asynchronous tasks.</summary>
    public bool Calls { get; init; }

    /// <summary>The key path.</summary>
    public bool Keys { get; init; }

    public bool Streams { get; init; }

    public bool Suspends { get; init; }

    /// <summary>Loops that begin no further branch after failures.</summary>
    public bool FailsFast { get; init; }

    /// <summary>Hardly anything fails.</summary>
    public bool IsCalm { get; init; }

    /// <summary>An operator pauses the execution for a while.</summary>
    public bool Pauses { get; init; }

    /// <summary>When things happen makes no difference.</summary>
    public bool IsTimeless { get; init; }

    /// <summary>Traits with which nothing depends on when things happen, only on what happens.</summary>
    public static FlowTraits ThrowTimeless(Random random) => Throw(random) with
    {
        Times = false,
        Limits = false,
        Keys = false,
        Streams = false,
        FailsFast = false,
        Pauses = false,
        IsTimeless = true,
    };

    public static FlowTraits Throw(Random random) => new()
    {
        Times = random.Next(2) == 0,
        Limits = random.Next(4) == 0,
        Calls = random.Next(3) > 0,
        Keys = random.Next(3) == 0,
        Streams = random.Next(4) == 0,
        Suspends = random.Next(2) == 0,
        FailsFast = random.Next(3) == 0,
        IsCalm = random.Next(2) == 0,
        Pauses = random.Next(5) == 0,
    };
}
