namespace FlowKit.Core.Tests.Properties.Reference;

/// <summary>A dispatch: which attempt of which instance, when, with which input as JSON.</summary>
internal sealed record RefCall(string Task, int Attempt, long At, string Input);
