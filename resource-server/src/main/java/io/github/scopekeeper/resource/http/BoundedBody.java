package io.github.scopekeeper.resource.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A body that is not read further than expected. */
final class BoundedBody implements BodySubscriber<byte[]> {

  private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
  private final int longest;
  private long length;
  private Flow.Subscription subscription;

  BoundedBody(int longest) {
    this.longest = longest;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    whole.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    length += part.stream().mapToLong(Buffer::remaining).sum();
    if (length > longest) {
      subscription.cancel();
      whole.onError(new IOException("it is longer than %d bytes".formatted(longest)));
    } else {
      whole.onNext(part);
    }
  }

  @Override
  public void onError(Throwable error) {
    whole.onError(error);
  }

  @Override
  public void onComplete() {
    if (length <= longest) {
      whole.onComplete();
    }
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole.getBody();
  }
}
