namespace FlowKit.Testing.Scenarios;

/// <summary>A key of <c>stubs</c> with its answers.</summary>
internal sealed record ScenarioStub(string Key, IReadOnlyList<StubAnswer> Answers);
