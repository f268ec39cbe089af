using FlowKit.AspNetCore.Tests.Hosts;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.AspNetCore.Tests.Callbacks;

/// <summary>Nobody completes somebody else's task.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task Callback_WithoutItsToken_IsRefused()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        await host.Engine.StartAsync("test:later");
        var url = (await executor.NextAsync()).CallbackUrl;
        var token = url[(url.IndexOf("&token=", StringComparison.Ordinal) + "&token=".Length)..];

        foreach (var wrong in new[]
        {
            url.Replace($"&token={token}", string.Empty, StringComparison.Ordinal),
            url.Replace(token, string.Empty, StringComparison.Ordinal),
            url.Replace(token, "99999999999.AAAA", StringComparison.Ordinal),
            url.Replace(token, Swapped(token), StringComparison.Ordinal),
            url.Replace("&attempt=1", "&attempt=2", StringComparison.Ordinal),
            url.Replace("&attempt=1", string.Empty, StringComparison.Ordinal),
            url.Replace("task_name=work", "task_name=rest", StringComparison.Ordinal),
        })
        {
            (await host.PostAsync(wrong, "{}")).IsProblem(401, FlowErrorCodes.CallbackTokenRefused);
        }

        (await host.PostAsync(url, "{}")).IsOk();
    }

    [Fact]
    public async Task Token_OfAnotherExecution_IsRefused()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        var one = await host.Engine.StartAsync("test:later");
        var url = (await executor.NextAsync()).CallbackUrl;
        var other = await host.Engine.StartAsync("test:later");

        var stolen = url.Replace(Uri.EscapeDataString(one.Id), Uri.EscapeDataString(other.Id), StringComparison.Ordinal);

        Assert.NotEqual(url, stolen);
        (await host.PostAsync(stolen, "{}")).IsProblem(401, FlowErrorCodes.CallbackTokenRefused);
    }

    [Fact]
    public async Task Token_RunsOut()
    {
        var time = new VirtualTime();
        var given = new TaskCompletionSource<string>();
        await using var host = await FlowHost.WithTokensAsync(
            Flows.Asynchronous("function:/"),
            flows => flows.AddFunction("work", (request, _) =>
            {
                given.SetResult(request.CallbackUrl!);
                return new(DispatchOutcome.Accepted);
            }).Services.AddSingleton<TimeProvider>(time));
        var run = await host.Engine.StartAsync("test:later");
        var url = await given.Task;

        time.Advance(FlowEngineOptions.DefaultCallbackTokenLifetime + TimeSpan.FromSeconds(1));

        (await host.PostAsync(url, "{}")).IsProblem(401, FlowErrorCodes.CallbackTokenRefused);
        (await host.PostAsync($"/flow/finish.json?execution_id={run.Id}&task_name=work", "{}")).IsOk();
    }

    [Fact]
    public async Task Host_WithoutASecret_AsksForNoToken()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Asynchronous(executor.Url)));
        var run = await host.Engine.StartAsync("test:later");
        var url = (await executor.NextAsync()).CallbackUrl;

        Assert.Equal($"{host.Url}/flow/trigger.json?execution_id={Uri.EscapeDataString(run.Id)}&task_name=work&attempt=1", url);
        (await host.PostAsync($"/flow/trigger.json?execution_id={run.Id}&task_name=work", "{}")).IsOk();
    }

    [Fact]
    public async Task Host_MayAskForTokensOfAKeyThatEndsWithTheProcess()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.StartAsync(flows => flows
            .AddFlowYaml(Flows.Asynchronous(executor.Url))
            .Configure(options => options with { RequireCallbackTokens = true }));
        var run = await host.Engine.StartAsync("test:later");
        var url = (await executor.NextAsync()).CallbackUrl;

        (await host.PostAsync($"/flow/trigger.json?execution_id={run.Id}&task_name=work", "{}"))
            .IsProblem(401, FlowErrorCodes.CallbackTokenRefused);
        (await host.PostAsync(url, "{}")).IsOk();
    }

    [Fact]
    public void Secret_ThatIsBlank_IsRefusedAtTheStart() => Assert.Throws<ArgumentException>(
        () => new FlowEngineBuilder { Options = new() { CallbackSecret = " " } }.Build());

    [Fact]
    public void Secret_IsNotShownWithTheOptions() => Assert.DoesNotContain(
        FlowHost.Secret, new FlowEngineOptions { CallbackSecret = FlowHost.Secret }.ToString(), StringComparison.Ordinal);

    [Fact]
    public void DurableStore_WithAKeyThatEndsWithTheProcess_IsWarnedOf()
    {
        var notices = new List<EngineNotice>();
        FlowEngineBuilder Builder(bool? required) => new FlowEngineBuilder { Options = new() { RequireCallbackTokens = required } }
            .UseStore(new OtherStore(new(), TimeProvider.System)).OnNotice(notices.Add);

        Builder(null).Build();
        Assert.Empty(notices);
        Builder(true).Build();
        Assert.Equal(FlowErrorCodes.CallbackSecretMissing, Assert.Single(notices).Code);
    }

    private static string Swapped(string token) => token[..^2] + (token[^2] == 'A' ? 'B' : 'A') + token[^1];
}
