using System.Net;
using FlowKit.Errors;
using FlowKit.Http;

namespace FlowKit.Tests.Http;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("1.1.1.1", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.128.0.0", true)]
    [InlineData("192.167.255.255", true)]
    [InlineData("169.253.255.255", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("2a00:1450:4001:81b::200e", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("0.1.2.3", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.0.0.192", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("198.51.100.1", false)]
    [InlineData("203.0.113.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("240.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b:1::1", false)]
    [InlineData("100::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2002:a9fe:a9fe::1", false)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("::a9fe:a9fe", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("::ffff:0:127.0.0.1", false)]
    [InlineData("5f00::1", false)]
    [InlineData("2001:20::1", false)]
    [InlineData("3fff::1", false)]
    [InlineData("ff0e::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fe80::1%3", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void PublicAddresses_Contains_OnlyWhatLeavesTheNetwork(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    public async Task PublicOnly_RefusesAddressesOfTheHost(string host)
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");
        var resource = $"http://{host}:{new Uri(server.Url).Port}/";

        var failure = Calls.Failure(await Calls.SendAsync(
            Calls.To(resource), new HttpDispatcherOptions { AddressPolicy = AddressPolicy.PublicOnly }));

        Assert.Equal((FlowErrorCodes.HttpAddressRefused, false), (failure.Failure.Code, failure.Failure.Retryable));
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task AllowAll_CallsAddressesOfTheHost()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        Calls.Answer(await Calls.SendAsync(Calls.To(server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Guard_ChecksWhatTheNameResolvesTo()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        var failure = Calls.Failure(await SendAsync(server, "looks.public.example", _ => false));

        Assert.Equal(FlowErrorCodes.HttpAddressRefused, failure.Failure.Code);
        Assert.Contains("'looks.public.example'", failure.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", failure.Failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Guard_ConnectsToTheAddressItChecked()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        Calls.Answer(await SendAsync(server, "any.example", address => address.Equals(IPAddress.Loopback)));

        Assert.StartsWith("any.example", server.Only.Headers["Host"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guard_StandsBeforeTheTargetOfARedirectToo()
    {
        await using var inner = await StubServer.AnsweringAsync(200, "{}");
        await using var outer = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = $"http://inner.example:{new Uri(inner.Url).Port}/";
            return Task.CompletedTask;
        });
        var guard = new GuardedConnector(
            (name, _) => Task.FromResult<IPAddress[]>([name == "inner.example" ? IPAddress.Parse("127.0.0.2") : IPAddress.Loopback]),
            address => address.Equals(IPAddress.Loopback));

        var failure = Calls.Failure(await SendAsync(guard, $"http://outer.example:{new Uri(outer.Url).Port}/"));

        Assert.Equal(FlowErrorCodes.HttpAddressRefused, failure.Failure.Code);
        Assert.Contains("'inner.example'", failure.Failure.Message, StringComparison.Ordinal);
        Assert.Single(outer.Seen);
        Assert.Empty(inner.Seen);
    }

    [Fact]
    public async Task Guard_AsksAnewForEveryConnection_SoANameThatComesToMeanAnotherAddressIsRefused()
    {
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        var asked = 0;
        var guard = new GuardedConnector(
            (_, _) => Task.FromResult<IPAddress[]>([Interlocked.Increment(ref asked) == 1 ? IPAddress.Loopback : IPAddress.Parse("127.0.0.2")]),
            address => address.Equals(IPAddress.Loopback));
        using var handler = new SocketsHttpHandler { ConnectCallback = guard.ConnectAsync };
        using var client = new HttpClient(handler);
        var dispatcher = new HttpDispatcher(() => client, new HttpDispatcherOptions(), TimeProvider.System);
        var request = Calls.To($"http://rebinding.example:{new Uri(server.Url).Port}/");

        Calls.Answer(await dispatcher.DispatchAsync(request, CancellationToken.None));
        var failure = Calls.Failure(await dispatcher.DispatchAsync(request, CancellationToken.None));

        Assert.Equal((2, FlowErrorCodes.HttpAddressRefused), (asked, failure.Failure.Code));
        Assert.Single(server.Seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("header: { Host: public.example }, ")]
    [InlineData("header: { X-Forwarded-Host: public.example }, ")]
    public async Task FlowFromOutside_MayNotCallTheHost_WhateverItsHeadersSay(string headers)
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");
        await using var engine = new FlowEngineBuilder().AddHttp().Build();
        engine.Flows.AddForeign(FlowYaml.Load($$"""
            workspace: test
            dagName: foreign
            tasks: [{ name: one, category: function, resourceName: "{{server.Url}}/", input: { {{headers}}a: 1 } }]
            """));

        var result = await engine.RunAsync("test:foreign");

        Assert.Equal(FlowErrorCodes.HttpAddressRefused, result.Failure!.Code);
        Assert.Empty(server.Seen);
    }

    private static Task<Dispatching.DispatchOutcome> SendAsync(StubServer server, string host, Func<IPAddress, bool> isAllowed) => SendAsync(
        new GuardedConnector((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.1"), IPAddress.Loopback]), isAllowed),
        $"http://{host}:{new Uri(server.Url).Port}/");

    private static async Task<Dispatching.DispatchOutcome> SendAsync(GuardedConnector guard, string resource)
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = guard.ConnectAsync, AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        var dispatcher = new HttpDispatcher(() => client, new HttpDispatcherOptions(), TimeProvider.System);
        return await dispatcher.DispatchAsync(Calls.To(resource), CancellationToken.None);
    }
}
