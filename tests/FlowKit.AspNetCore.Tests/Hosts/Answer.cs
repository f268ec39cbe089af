using System.Text.Json;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Tests.Hosts;

/// <summary>What the API answered.</summary>
internal sealed record Answer(int Status, string? ContentType, string Text)
{
    public FlowValue Json => FlowValue.Parse(Text);

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());

    public FlowValue IsOk()
    {
        Assert.True(Status == 200, $"{Status}: {Text}");
        Assert.Equal("application/json", ContentType);
        return Json;
    }

    public FlowValue IsProblem(int status, string code)
    {
        Assert.True(Status == status, $"{Status}: {Text}");
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(code, Json["code"].AsString());
        Assert.Equal(status, Json["status"].AsInt64());
        return Json;
    }
}
