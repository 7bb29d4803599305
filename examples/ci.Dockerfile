# rectify-gen with LibreOffice and stand-in fonts, for CI jobs that make PDFs:
#   docker build -f examples/ci.Dockerfile -t rectify-gen .
#   docker run --rm -v "$PWD:/notices" rectify-gen build --check
FROM debian:12-slim

# Whatever the distribution has of these is what we test with.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fontconfig git libreoffice-calc libreoffice-writer python3-uno python3-venv \
    && rm -rf /var/lib/apt/lists/*

# Free fonts in place of the official ones, so that a PDF made here measures as in Word.
COPY tests/layout/checks/fonts_setup.sh tests/layout/checks/64-gongwen-fonts.conf /opt/fonts/
RUN apt-get update \
    && sh /opt/fonts/fonts_setup.sh --system \
    && rm -rf /var/lib/apt/lists/*

COPY . /opt/rectify-gen
RUN python3 -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir -c /opt/rectify-gen/constraints.txt \
        "/opt/rectify-gen[excel]"

# Templates and notices come from other people: nothing here needs to be root.
RUN useradd --create-home --uid 1000 clerk
USER 1000
ENV PATH="/opt/venv/bin:$PATH" LC_ALL=C.UTF-8
WORKDIR /notices
ENTRYPOINT ["rectify-gen"]
CMD ["--help"]
