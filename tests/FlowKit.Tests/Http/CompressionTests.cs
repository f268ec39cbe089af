using System.IO.Compression;
using System.Text;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Http;

namespace FlowKit.Tests.Http;

/// <summary>Answers that the server compressed.</summary>
public sealed class CompressionTests
{
    private const string Answer = """{"name":"Zoë","list":[1,2,3]}""";

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("br")]
    [InlineData("Deflate")]
    [InlineData("raw deflate")]
    [InlineData("identity")]
    public async Task Answer_ThatIsCompressed_IsRead(string encoding)
    {
        await using var server = await PackingAsync(encoding, 200, Encoding.UTF8.GetBytes(Answer));

        Assert.Equal(Answer, Calls.Answer(await Calls.SendAsync(Calls.To(server.Url))).ToJson());
        Assert.Equal("gzip, deflate, br", server.Only.Headers["Accept-Encoding"]);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Answer_ThatSaysItIsCompressedAndIsEmpty_IsAnEmptyObject(string encoding)
    {
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return Task.CompletedTask;
        });

        Assert.Equal("{}", Calls.Answer(await Calls.SendAsync(Calls.To(server.Url))).ToJson());
    }

    [Fact]
    public async Task Answer_LongerThanTheLimitOnlyWhileItIsCompressed_IsTaken()
    {
        var noise = Convert.ToHexString(Encoding.UTF8.GetBytes("q3;Ö9kx/1=Lm"));
        await using var server = await PackingAsync("gzip", 200, Encoding.UTF8.GetBytes($"\"{noise}\""));

        var outcome = await Calls.SendAsync(Calls.To(server.Url), new HttpDispatcherOptions { AnswerBytes = noise.Length + 2 });

        Assert.Equal(noise, Calls.Answer(outcome).AsString());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    public async Task Answer_ThatFails_IsKeptAsText(string encoding)
    {
        await using var server = await PackingAsync(encoding, 500, Encoding.UTF8.GetBytes(Answer));

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url)));

        Assert.Equal(Answer, failure.Failure.Detail["body"].AsString());
    }

    [Fact]
    public async Task Acknowledgement_ThatIsCompressed_IsRead()
    {
        await using var server = await PackingAsync("gzip", 200, """{"result_type":"FAILED"}"""u8.ToArray());

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url, pattern: TaskPattern.TaskAsync)));

        Assert.Equal(FlowErrorCodes.OutcomeFailed, failure.Failure.Code);
    }

    [Fact]
    public async Task Encodings_ThatTheInputNames_AreTheOnesTheServerIsTold()
    {
        await using var server = await PackingAsync("gzip", 200, Encoding.UTF8.GetBytes(Answer));

        var outcome = await Calls.SendAsync(Calls.To(server.Url, """{"header":{"accept-encoding":"gzip"}}"""));

        Assert.Equal(Answer, Calls.Answer(outcome).ToJson());
        Assert.Equal("gzip", server.Only.Headers["Accept-Encoding"]);
    }

    private static Task<StubServer> PackingAsync(string encoding, int status, byte[] body) => StubServer.StartAsync(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = encoding.Split(' ').Last();
        var packed = Packed(encoding, body);
        context.Response.ContentLength = packed.Length;
        await context.Response.Body.WriteAsync(packed);
    });

    private static byte[] Packed(string encoding, byte[] body)
    {
        var packed = new MemoryStream();
        using (Stream packing = encoding.ToLowerInvariant() switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
            "raw deflate" => new DeflateStream(packed, CompressionLevel.Optimal),
            _ => packed,
        })
        {
            packing.Write(body);
        }

        return packed.ToArray();
    }
}
