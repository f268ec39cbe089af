using FlowKit.Callbacks;
using FlowKit.Values;

namespace FlowKit.Testing.Scenarios;

/// <summary>One thing that happens after the start.</summary>
/// <param name="Refused">The engine must refuse it.</param>
internal abstract record ScenarioStep(bool Refused)
{
    /// <summary>The key the step is written with.</summary>
    public abstract string Word { get; }

    public sealed record Advance(TimeSpan By, bool Refused) : ScenarioStep(Refused)
    {
        public override string Word => "advance";
    }

    public sealed record Callback(TaskCallback Told, bool Refused) : ScenarioStep(Refused)
    {
        public override string Word => "callback";
    }

    public sealed record WakeUp(string Task, FlowValue Output, bool Refused) : ScenarioStep(Refused)
    {
        public override string Word => "wakeup";
    }

    public sealed record Cancel(bool Refused) : ScenarioStep(Refused)
    {
        public override string Word => "cancel";
    }

    /// <summary>From the named instances.</summary>
    public sealed record RetryTasks(IReadOnlyList<string> Tasks, bool Refused) : ScenarioStep(Refused)
    {
        public override string Word => "retry";
    }

    public sealed record RetryFailed(bool Refused) : ScenarioStep(Refused)
    {
        public override string Word => "retry";
    }

    public sealed record RetryAll(bool Refused) : ScenarioStep(Refused)
    {
        public override string Word => "retry";
    }

    public sealed record RunTask(string Task, bool Refused) : ScenarioStep(Refused)
    {
        public override string Word => "runTask";
    }

    public sealed record Skip(string Task, bool Refused) : ScenarioStep(Refused)
    {
        public override string Word => "skip";
    }

    public sealed record Pause(bool Refused) : ScenarioStep(Refused)
    {
        public override string Word => "pause";
    }

    public sealed record Resume(bool Refused) : ScenarioStep(Refused)
    {
        public override string Word => "resume";
    }

    /// <summary>A crash.</summary>
    public sealed record Restart(bool Refused) : ScenarioStep(Refused)
    {
        public override string Word => "restart";
    }
}
