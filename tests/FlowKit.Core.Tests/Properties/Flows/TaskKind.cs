namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>What a task of a random flow is.</summary>
internal enum TaskKind
{
    Function,
    Pass,
    Return,
    Switch,
    Choice,
    Foreach,
    Suspense,
}
